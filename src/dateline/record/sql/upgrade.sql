-- What the tables of older records lack; each statement leaves a table that has it as it is.

-- Schema 4: the type of a user's own codebook.
ALTER TABLE store.claims ADD COLUMN IF NOT EXISTS own_type VARCHAR;

-- Schema 5: how sure a claim is as a whole; NULL until its report is analysed again.
ALTER TABLE store.claims ADD COLUMN IF NOT EXISTS confidence DOUBLE;

-- Schema 6: how probable a party is that only the rest of the report tells; NULL until its report is analysed again.
ALTER TABLE store.claim_participants ADD COLUMN IF NOT EXISTS understood DOUBLE;

-- Schema 7: nothing in the tables; the views of claims name the parties that only the rest of a report tells.
