# What people weigh
weighed-figures = Weighed: { $figures }.
weighed-least = least share { $share } % ({ $place })
weighed-exposure = { $n ->
    [one] { $n } person-minute exposed
   *[other] { $n } person-minutes exposed
}
weighed-exposure-none = nobody exposed if all goes to plan
weighed-waiting = { $n ->
    [one] { $n } person-minute of waiting on the way
   *[other] { $n } person-minutes of waiting on the way
}
weighed-neither = nobody exposed or waiting if all goes to plan
weighed-waiting-none = nobody waits on the way
weighed-floor = A floor of { $share } % for every assembly point
weighed-max-min = The greatest least share
weighed-off-exposed = Keeping off exposed roads
weighed-no-waiting = Never waiting on the way
weighed-keeping = Keeping what was told
weighed-kept-then = Because what was told is kept, { $n } fewer are safe by { $by } than if everything were planned anew{ $end }.
weighed-kept-then-same = ; by the end as many are
weighed-kept-then-more = , but { $n } more by the end
weighed-kept-then-fewer = , and { $n } fewer by the end
weighed-kept-end = Because what was told is kept, { $n } fewer are safe by the end than if everything were planned anew.
weighed-kept-gain = Keeping what was told costs nobody, and { $n } more are safe by the end than if everything were planned anew.
weighed-kept-nobody = Keeping what was told costs nobody.
weighed-costs = { $what } costs { $costs }.
weighed-would-cost = { $what } would cost { $costs }.
weighed-without = Without it: { $figure }.
weighed-with = With it: { $figure }.
weighed-nobody = nobody at any hour
weighed-by-then = { $n ->
    [one] { $n } person by { $by }, { $end }
   *[other] { $n } people by { $by }, { $end }
}
weighed-at-the-end = { $n ->
    [one] { $n } person by the end
   *[other] { $n } people by the end
}
weighed-nobody-at-the-end = nobody by the end
weighed-more-at-the-end = and { $n ->
    [one] { $n } person more is safe by the end
   *[other] { $n } people more are safe by the end
}
weighed-gain = nobody, and { $n ->
    [one] { $n } person more is safe by the end
   *[other] { $n } people more are safe by the end
}
weighed-short = { $n ->
    [one] { $n } assembly point stays below { $share } %: no more from there can be brought out.
   *[other] { $n } assembly points stay below { $share } %: their shares are raised from the least on, as far as can be.
}
used-own = { $n } of the groups' own
used-carrying = { $n ->
    [one] { $n } that carries people
   *[other] { $n } that carry people
}
used-leading = { $n ->
    [one] { $n } that leads columns
   *[other] { $n } that lead columns
}
used-aid = { $n } with aid
section-weighed = What it weighs
weighed-intro = What comes first decides: nothing further down may cost anything of what stands above it. Each price is the difference between this plan and a plan that is made without it, both checked.
weighed-caption = What is weighed, in order
weighed-place = Place
weighed-what = What
weighed-figure = In this plan
weighed-price = Its price
weighed-objective-safe = persons safe by the end
weighed-objective-early = every hour as early as possible
weighed-objective-exposure = exposure: minutes on roads in hazard areas, or open by one side's word
weighed-objective-fairness = fairness: the least share of any assembly point
weighed-objective-waiting = waiting on the way, at checkpoints and waiting places
weighed-objective-vehicles = vehicles used
weighed-objective-change = change against the plan before
weighed-figure-early = { $n ->
    [one] { $n } person-hour until all are safe or the plan ends
   *[other] { $n } person-hours until all are safe or the plan ends
}
weighed-no-parent = there is none
weighed-see-summary = see the comparison with the plan before
weighed-vehicles-why = nothing to gain: each goes with its mean, the fullest first
weighed-reported = reported only
weighed-shares-caption = Who is brought out, by assembly point
weighed-share-wanting = Want to leave
weighed-share-safe = Brought out
weighed-share = Share, %
weighed-hours-caption = What it costs, in people not yet safe by each hour
weighed-proven = With one number of people in a vehicle these shares are exact: in no plan can one be raised but at the cost of one that is no greater.
weighed-proven-floor = With one number of people in a vehicle this is exact: in no plan can a share below the floor be raised but at the cost of one that is no greater.
weighed-not-proven = That no plan has better shares is not proven here: people travel in vehicles of several sizes, or more stands before them than this.
value-objectives = order of what is weighed
value-fairness = fairness between assembly points
value-fairness-floor = a floor of { $share } %
value-fairness-max-min = the least share as high as can be
value-use-unconfirmed = corridors that only one side has confirmed
value-used = used, as exposed
value-not-used = closed
objective-safe = safe
objective-early = early
objective-exposure = exposure
objective-fairness = fairness
objective-waiting = waiting
objective-vehicles = vehicles
objective-change = change
proof-weighed = Proven: no plan brings out more than { $limit }, whatever it weighs; { $safe } are safe in this plan (gap { $gap } %). What stands before people has its price, told below: waiting adds up to { $sum } person-hours, and it is proven that without it it cannot be less than { $least }.
