# Schedules replayed and written
schedule-title = Schedule replayed: { $vehicles ->
    [one] one vehicle
   *[other] { $vehicles } vehicles
 } on { $routes ->
    [one] one route
   *[other] { $routes } routes
 } over { $roads ->
    [one] one road
   *[other] { $roads } roads
 }, each at its departure, with queues that spill back and nothing left to chance.
schedule-arrived = { $n } of { $all } vehicles arrive.
schedule-arrived-persons = { $n } of { $all } vehicles arrive, with { $persons } of { $everybody } persons.
schedule-by = Until half of all vehicles are there: { $half }; nine tenths: { $nine }; all: { $all }.
schedule-never = not reached
schedule-under-way = Vehicle hours on the way of those who arrive: { $all }, of which { $free } would be free driving.
schedule-still = After { $hours } h { $n ->
    [one] one vehicle has
   *[other] { $n } vehicles have
 } not arrived:
schedule-held = { $n ->
    [one] One vehicle never arrives:
   *[other] { $n } vehicles never arrive:
 }
schedule-on-road = { $n } on { $road }
schedule-beside = { $n } beside the road at the end of { $road }
schedule-at-home = { $n } at home, before { $road }
schedule-more-places = and { $n ->
    [one] one place
   *[other] { $n } places
 } more, all with --json
schedule-gridlock = GRIDLOCK: roads that wait for one another in a circle: { $roads }
schedule-road = road { $road } (junction { $from } to { $to })
schedule-arrived-by = Arrived after
schedule-vehicles = vehicles
schedule-persons = persons
schedule-written = The schedule of the plan: { $vehicles ->
    [one] one vehicle
   *[other] { $vehicles } vehicles
 } with { $persons ->
    [one] one person
   *[other] { $persons } persons
 } on { $routes ->
    [one] one route
   *[other] { $routes } routes
 } over { $roads ->
    [one] one road
   *[other] { $roads } roads
 }; the time begins at { $time }.
schedule-without = What the format does not have, and others do not see: checkpoints; that a bus leaves when its run before is done (each leaves as planned); how long a bus or a column is.
