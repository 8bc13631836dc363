# passage claim
figures-in = in { $mode }
claim-at-least = at least { $n }
claim-more-than = more than { $n }
claim-up-to = up to { $n }
claim-almost = almost { $n }
claim-about = about { $n }
claim-range = { $low } to { $high }
claim-vague = { $word } ({ $range })
claim-as-of = as of { $moment }
claim-day-so-far = { $date } until { $time }
claim-since = from { $from } to { $until }
claim-so-far = so far, until { $until }
claim-no-time = no time stated
claim-at-checkpoint = at checkpoint { $name }
claim-holds = holds { $to } responsible
claim-denies = denies that { $to } is responsible
claim-nobody-named = speaker not named
claim-verified = verified by { $by } ({ $how })
claim-verified-by-its-own = not independently verified: { $by }, which is named as its verifier, said or carried it
claim-not-verified = not independently verified
claim-corrected-by = corrected by { $by }
claim-added = { $new ->
    [one] 1 claim was added to { $ledger }
   *[other] { $new } claims were added to { $ledger }
 }{ $known ->
    [0] .
   *[other] ; { $known } were there already.
 }
claim-added-questions = { $n ->
    [one] It raises a question
   *[other] They raise { $n } questions
 }: passage questions { $ledger }
claim-list-empty = No claim.
claim-refers = referred to by { $other }

# passage figures
figures-title = { $about }, { $date }
figures-as-of = As it was known at { $moment }.
figures-none = No figures of people or vehicles on their way.
figures-announced = announced
figures-departed = departed
figures-seen = seen on the way
figures-arrived = arrived
figures-registered = registered
figures-unstated = not said how far
figures-people = people
figures-vehicles = vehicles
figures-buses = buses
figures-trucks = trucks
figures-seats = seats
figures-convoys = convoys
figures-tonnes = tonnes
figures-crossings = crossings
figures-corridors = corridors
figures-children = children
figures-waiting = waiting
figures-held = held
figures-refused = refused
figures-detained = detained
figures-returned = turned back
figures-offered = offered
figures-assembled = gathered
figures-onward = brought on
figures-proposed = proposed
figures-agreed = agreed
figures-at = at { $time }
figures-until = until { $time }
figures-sum = in sum
figures-disagree = (they disagree)
figures-foot = A cell has the figure as it was said, of several claims what all support, or from the least to the most where they disagree. Nothing is added or averaged.

# passage questions
questions-none = No questions on { $claims ->
    [one] 1 claim
   *[other] { $claims } claims
 }.
questions-some = { $questions ->
    [one] 1 question
   *[other] { $questions } questions
 } on { $claims ->
    [one] 1 claim.
   *[other] { $claims } claims.
 }
questions-may-be = May be:
questions-settles = Would settle it:
questions-foot = These are questions. None of the figures is taken for the right one.
