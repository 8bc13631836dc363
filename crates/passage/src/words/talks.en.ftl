# A corridor text as a scenario, the plan's answer beside it, acknowledgements, states, talks.
made-head = { $corridor }: a scenario from { $whose }
made-of-one = the text of { $texts }
made-of-both = what both texts say: { $texts }
made-lacking = Open, and to be given beside the text with --with FILE ({ $n }):
made-lacks-line = { $told } Write: { $example }
made-lacks-zone = By whose clocks the times are.
made-lacks-begin = When the silence begins, to the minute.
made-lacks-end = When the silence ends, to the minute.
made-lacks-way = A way out that holds: places in order.
made-lacks-shares = How many people leave from which of several assembly points, and in what.
made-lacks-persons = How many people are to leave.
made-lacks-vehicles = In what people leave: the text does not say that private cars may go.
made-lacks-rate = How many vehicles an hour the checkpoint { $name } passes.
made-lacks-place = [places] names { $name }, which the text does not have.
made-apart = Not in both texts:
made-apart-permission = { $element }, { $part }: only { $side } says it; it is not taken. Take that side's text with --of.
made-apart-restriction = { $element }, { $part }: only { $side } says it; it is kept to.
made-apart-narrowed = { $element }, { $part }: both say it and differ; only what is in both is taken.
made-apart-nothing = { $element }, { $part }: both say it, and nothing is in both.
made-apart-own = { $element }, { $part }: only { $side } says it; it rests on that side's word alone.
made-apart-other = { $element }, { $part }: { $side } says it; it is left out here.
made-apart-differs = { $element }, { $part }: both say it and differ; that of { $side } is taken.
made-ways = On the roads:
made-way = { $name }: { $km } km, { $time } on the empty road; open for { $open }.
made-way-too-short = { $name }: { $km } km, { $time } on the empty road; open for { $open }: too short to drive it through.
made-why-ways = nobody drives where no text leads
made-why-asked = one side's word is asked what it would give; nobody drives by it before the other side confirms
made-why-alone = one side's text is not agreed
made-why-room = room for everybody; with less, fewer are received
made-assumed = Assumed by us:
made-given = Given beside the text:
made-replaced = Given in the place of what the text says:
made-replaced-one = { $what } (before: { $was })
made-not-used = Said, and not in the scenario:
made-buses = { $n ->
    [one] { $n } bus: the text does not say whom it carries. Give a [[fleet]] and a [[group]] that is carried_by it.
   *[other] { $n } buses: the text does not say whom they carry. Give a [[fleet]] and a [[group]] that is carried_by it.
}
made-ambulances = { $n ->
    [one] { $n } ambulance: the text does not say whom it carries. Give a [[fleet]] and a [[group]] that is carried_by it.
   *[other] { $n } ambulances: the text does not say whom they carry. Give a [[fleet]] and a [[group]] that is carried_by it.
}
made-compared = last entry and turn-back time: `passage text answer` holds the plan against them.
made-written = Written to { $path }. Plan it with passage plan, and lay the answer beside the text with passage text answer.
made-not-written = Nothing is lacking. Write it with --out scenario.toml.
made-none = No scenario was written: what is open is not invented.
answer-head = { $corridor }: the planner's answer beside the text of { $texts }
answer-exercise = EXERCISE
answer-sentence = { $all ->
    [one] { $all } person is to leave in this window, { $window }: at most { $limit } can; { $safe } do in the plan.
   *[other] { $all } people are to leave in this window, { $window }: at most { $limit } can; { $safe } do in the plan.
}
answer-everybody = { $all ->
    [one] { $all } person is to leave in this window, { $window }, and can: the plan brings out { $safe }.
   *[other] { $all } people are to leave in this window, { $window }, and all can: the plan brings out { $safe }.
}
answer-proof-exact = That limit is proven for plans in steps of { $step } s: none brings out more.
answer-proof-generous = That limit is proven for plans in steps of { $step } s, and counted a little generously: none brings out more.
answer-proof-shuttles = That limit is proven for plans in steps of { $step } s on the ways that the fleets drive.
answer-repeats = { $n ->
    [one] At this rate it takes { $n } such window.
   *[other] At this rate it takes { $n } such windows.
}
answer-no-window = of which the text does not say from when until when
answer-beside = { $reading }: at most { $limit } can; { $safe } do in the plan.
answer-first = { $part }: the text says { $said }; in the plan the first vehicle leaves at { $own }.
answer-first-unsaid = { $part }: the text does not say; in the plan the first vehicle leaves at { $own }.
answer-last = { $part }: the text says { $said }; in the plan the last vehicle leaves at { $own }.
answer-last-unsaid = { $part }: the text does not say; in the plan the last vehicle leaves at { $own }.
answer-latest = Whoever begins the way after { $latest } is still on the road when it must be clear.
answer-vehicles = { $n ->
    [one] { $n } vehicle leaves.
   *[other] { $n } vehicles leave.
}
answer-misfit-window = Not by the text: the plan has a way open { $open }, which is not within the silence.
answer-misfit-first = Not by the text: the plan's first vehicle leaves before the first move.
answer-misfit-last = Not by the text: the plan's last vehicle leaves after the last entry.
answer-misfit-persons = Not by the text: it speaks of { $asked } people, the plan of { $planned }.
answer-one-side = The text is one side's. What it would give is no plan to drive by before the other side confirms.
board-version = { $side }, version { $n }
board-head = { $corridor }, the text of { $version }: who has confirmed at { $moment }
board-nothing-sent = { $corridor }: no version had been sent down at { $moment }
board-count = { $n ->
    [one] { $n } of { $all } has confirmed.
   *[other] { $n } of { $all } have confirmed.
}
board-nobody-at = Nobody at { $names } has confirmed.
board-line = { $name } ({ $level }): { $told }
board-below = [{ $n } of { $all } below]
board-command = command
board-sector = sector
board-unit = unit
board-checkpoint = checkpoint
board-confirmed = confirmed by { $who }, { $channel }, { $moment }; valid until { $until }
board-expired = EXPIRED at { $until }: { $who }, { $channel }, { $moment }
board-withdrawn = TAKEN BACK at { $withdrawn }: { $who }, { $channel }, { $moment }
board-delivered = delivered at { $moment } ({ $channel }); nobody has answered
board-older = only version { $n }, which holds no longer: { $who }, { $channel }, { $moment }
board-nobody = nobody has confirmed
board-next = The next to run out: { $name }, at { $moment }.
board-no-approval = A notice that was received is not approved.
state-head = { $corridor }: { $state }
state-head-at = { $corridor } at { $moment }: { $state }
state-next = What may follow, and what it needs:
state-follows = { $state }: { $needs }
state-end = Nothing follows: it has been reported.
state-proposed = proposed
state-countered = countered
state-announced-by-one-side = announced by one side
state-agreed-in-principle = agreed in principle
state-agreed-in-detail = agreed in detail
state-notified-down = notified down
state-go = go
state-no-go = no-go
state-announced = announced
state-silence-confirmed = silence confirmed
state-opened = opened
state-flowing = flowing
state-paused = paused
state-held = held
state-closing = closing
state-closed = closed
state-reconciled = reconciled
state-reported = reported
state-never-opened = never opened
state-opened-then-stopped = opened then stopped
state-held-at-checkpoint = held at checkpoint
state-part-arrived = part arrived, part missing
state-refused-at-last-gate = refused at last gate
state-diverted = diverted
state-used-without-agreement = used without agreement
state-unilateral-unused = unilateral, unused
state-attacked-while-forming = attacked while forming
state-attacked-on-the-move = attacked on the move
state-means-never-opened = No vehicle passed the other side's first checkpoint. Whoever was called is still where they gathered.
state-means-opened-then-stopped = It opened and was stopped. Some are through, some are on the way, some never left: count each.
state-means-held-at-checkpoint = The column stands at a checkpoint that lets nobody on. Say who calls whom, and where they spend the night.
state-means-part-arrived = Fewer arrived than left. Those who are missing are looked for before anything is reported.
state-means-refused-at-last-gate = The last gate refused. People are near safety and on the wrong side of it.
state-means-diverted = Those who left were brought elsewhere than the text says. Whether they chose it is asked of them.
state-means-used-without-agreement = People drive out with no agreement in force. Nobody guarantees anything to them.
state-means-unilateral-unused = One side declared it, and nobody used it. It was never agreed.
state-means-attacked-while-forming = It was attacked where people gathered. Who did it is not decided here.
state-means-attacked-on-the-move = It was attacked on the way. Who did it is not decided here.
evidence-by = who says so
evidence-channel = by which channel
evidence-sides = sides
evidence-texts = texts
evidence-acknowledgements = acknowledgements
evidence-reason = why
evidence-first-vehicle = first vehicle
evidence-place = place
evidence-seen-by = who has seen it
evidence-last-entry = last entry
evidence-vehicles = vehicles
evidence-arrived = arrived
evidence-missing = missing
talks-head = { $title }, as of { $moment }
talks-delegations = Who speaks for them:
talks-rounds = Rounds:
talks-moves = Put forward:
talks-commitments = Promised:
talks-demand = { $side } demands: “{ $words }”
talks-position = { $side } holds: “{ $words }”
talks-concession = { $side } concedes: “{ $words }”
talks-concession-for = { $side } concedes: “{ $words }”, in return for: { $for }
talks-due = due { $moment }
talks-no-due = no time stated
talks-open = OPEN
talks-kept = KEPT
talks-late = LATE
talks-broken = BROKEN
talks-not-known = NOT KNOWN
talks-by-done = Done, by the word of { $by }, { $moment }.
talks-by-broken = Broken, by the word of { $by }, { $moment }.
talks-seen = { $seen } of { $amount }, by the word of { $by }, { $moment }.
talks-nobody-says = It is due, and nobody says what came of it.
talks-red-lines = Red lines of { $side } ({ $n }): for { $side } alone, not to be shared:
talks-facts = Said to be so:
talks-agreed-fact = ALL SAY SO
talks-not-answered = NOT ANSWERED
talks-contested = CONTESTED
talks-said-by = said by { $sides }
talks-denied-by = denied by { $sides }
answer-source-unknown = The plan's scenario does not name this text as its source: whether it is of the same way is not known here.
board-not-newest = The text has come to version { $n }, and that version was not sent down last.
board-unanswered = Delivered, and nobody has answered: { $names }.
board-ran-out = Run out: { $names }.
board-took-back = Taken back: { $names }.
board-only-older = An older version only: { $names }.
