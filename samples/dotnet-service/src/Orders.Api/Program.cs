using Orders.Domain;

var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/orders/{id}", (int id) => new Order(id, Price: 10m));
app.Run();
