# What steps of another length could change.
bracket = Timed to the second, no plan has over { $to } (here { $percent } % less).
bracket-same = Timed to the second, no plan has more either.
hour-bracket = whatever the step

# A plan of few routes.
few-routes = At most { $routes ->
    [one] { $routes } route
   *[other] { $routes } routes
 } for each group, departures in slots of { $slot }.
few-routes-cost = { $cost ->
    [0] That costs nobody by { $by }: it is at least { $share } % of the best possible.
    [one] That costs { $cost } person by { $by }: it is at least { $share } % of the best possible.
   *[other] That costs { $cost } people by { $by }: it is at least { $share } % of the best possible.
 }
few-routes-worst = At worst { $cost } by { $by }: at least { $share } %.
hour-exact = exact plan
proof-few-routes = Proven: no plan brings out more than { $limit }; { $safe } are safe in this plan of few routes (gap { $gap } %). Waiting adds up to { $sum } person-hours, and it is proven that it cannot be less than { $least }.
