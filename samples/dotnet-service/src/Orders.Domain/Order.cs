namespace Orders.Domain;

public sealed record Order(int Id, decimal Price);
