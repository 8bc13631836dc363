# Чому може йтися про це місце. Із Fluent ужито лише { $name }: бібліотека каже їх і без нього.
reason-code = його код { $code }
reason-spelled = так воно й пишеться: { $name }
reason-marks = { $written } – це { $name }, якщо не зважати на великі літери, знаки й абетку
reason-roman = { $written } і { $name } – одна назва за транслітерацією { $system }
reason-sounds = { $written } і { $name } – одна назва за іншою транслітерацією чи іншою мовою
reason-typing = { $written } і { $name } майже однакові (різних літер: { $n }), можливо, описка
reason-old = раніше називалося { $name }
reason-old-note = раніше називалося { $name } ({ $note })
reason-declined = { $written } – це, можливо, { $form } у відмінку
reason-cousin = { $from } і { $to } – початок однієї назви російською та українською
reason-translated = в опублікованому машинному перекладі { $written } стоїть замість { $name }
reason-dictionary = { $name } – це ще й слово, а { $written } – його значення, можливо, машинний переклад
reason-without = без слова { $word }
reason-mixed = у { $written } серед кириличних літер є латинські, схожі на них
reason-within = воно лежить там, де сказано: { $place }
reason-both-known = у покажчику є і { $a }, і { $b }, як різні місця
reason-common = обидва можуть бути { $place }
