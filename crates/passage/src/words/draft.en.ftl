# passage claim draft
draft-found = { $drafts ->
    [0] No draft of a claim
    [one] 1 draft of a claim
   *[other] { $drafts } drafts of claims
 } from { $report }, { $said }.
draft-said = said on { $date }
draft-said-open = not known when it was said (--said)
draft-left-out = { $sentences ->
    [one] 1 sentence
   *[other] { $sentences } sentences
 } read. Left out: { $numbers } numbers of other things, { $furniture } pieces of the page, { $repeated } repeated.
draft-speaker = speaker
draft-side = side
draft-channel = channel
draft-carrier = carrier
draft-measure = measure
draft-value = value
draft-place = about
draft-period = time
draft-from-sentence = “{ $words }”
draft-from-before = from a sentence before: “{ $words }”
draft-from-after = from the sentence after: “{ $words }”
draft-from-speaker = from the name of the speaker: “{ $words }”
draft-from-given = given with the command
draft-open = open
draft-left-open = open: { $fields }
draft-foot = Rules made these drafts; of reports they never met, about one in four is wrong (docs/concepts/drafts.md). Compare each with its sentence. Nothing was recorded.
draft-written = They were written to { $file }. Accept a draft there by deleting its line "draft", then: passage claim add
draft-not-accepted = not accepted; delete this line to accept the claim
draft-file-what = Drafts of claims, made by rules from a report. Nothing of this is recorded.
draft-file-how = Compare each with its sentence, correct it, fill in what is open, and delete its line "draft": that accepts it.
draft-file-then = Delete the whole table of a draft that is wrong. Then add the file to the ledger: passage claim add

# passage claim answer, passage questions --all
answer-recorded = The answer to the question { $detector } on { $about } was added to { $ledger } as { $name }. No claim was changed.
questions-answered = { $n ->
    [one] 1 more question was answered
   *[other] { $n } more questions were answered
 } (--all shows that too).
questions-answered-by = Answered by { $by }, { $when }: { $because } ({ $name })

# passage figures --series
series-title = { $about }: { $family }
series-none = No figure: { $family }.
series-left = people who left the country
series-killed = the dead
series-injured = the injured
series-until = until
series-figure = figure
series-time = counts
series-who = said by
series-asked = asked
series-open = not stated
series-sum-since = all since { $from }
series-sum = all so far
series-day = that day
series-moment = at that moment
series-foot = Each row is one claim as it was said. Nothing is averaged, added or filled in between; a question picks no figure.
