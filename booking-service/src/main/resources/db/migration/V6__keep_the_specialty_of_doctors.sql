-- Null until the doctor's next change; the command "rebuild doctors" fills it for all.
alter table doctor add column specialty text;
