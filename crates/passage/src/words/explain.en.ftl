# Why not more?
explain-title = Why not more? { $title }
explain-safe = By { $by } ({ $zone }) { $n } of { $all } people are safe.
explain-everybody = All { $all } people are safe by { $by } ({ $zone }). Why not sooner: by { $before } { $n } are.
explain-nothing = Nothing is full: whoever waits has no way out by then.
explain-binds = What is full, and when
explain-vehicles = vehicles pass
explain-when = { $when }
explain-when-more = { $n ->
    [one] { $when } and one more time
   *[other] { $when } and { $n } more times
 }
explain-each = Each vehicle more there { $when } is one more that is safe.
explain-each-then = Each vehicle more there in that time is one more that is safe.
explain-each-room = Each place more there is one person more who is safe.
explain-useless = To widen it alone helps nobody: they would stand before something else.
explain-met = Waiting for it: { $groups }.
explain-group = { $who }: { $n ->
    [one] { $n } vehicle stays
   *[other] { $n } vehicles stay
 } until the end, the others leave after { $mean } at home on average, the last { $last }
explain-group-all = { $who }: they leave after { $mean } at home on average, the last { $last }
explain-group-none = { $who }: { $n ->
    [one] { $n } vehicle stays
   *[other] { $n } vehicles stay
 } until the end, nobody leaves
explain-change = What would change that (each computed anew)
explain-road-wider = { $n } more an hour on { $road } { $when }
explain-lane-wider = { $n } more an hour at { $name } { $when }
explain-corridor-wider = { $n } more an hour all along { $name }
explain-room = { $n } more places in { $name }
explain-later = every window an hour longer
explain-earlier = every window and first move an hour earlier
explain-nothing-else = Nothing else helps alone: no other road, checkpoint or site that is wider for a step is worth a vehicle by then.
explain-hours = By each hour
explain-hour-safe = safe
explain-hour = { $by }  { $what }
explain-hour-nobody = nobody can be there by then
explain-hour-everybody = everybody is safe
explain-fleets = People whom fleets carry are not part of this: it is about vehicles of people's own.
