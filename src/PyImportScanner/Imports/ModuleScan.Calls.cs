using System.Collections.Generic;

namespace PyImportScanner.Imports;

#pragma warning disable CA1822
internal ref partial struct ModuleScan
{
    private void VisitCalls() { }
    private void VisitPathAssignment() { }
    private void VisitBindings() { }
    private void NoteAlias(ImportStatement s) { }
    private DynamicImport[] FinishDynamic() => [];
    private SearchPathEdit[] FinishEdits() => [];
    private ModuleBindings FinishBindings() => ModuleBindings.Unknown;
    private IReadOnlyList<string> FinishCalls(out IReadOnlyList<string> whenRun) { whenRun = []; return []; }
}
internal sealed class BindingCollector { }
