-- When a mail was last sent before staff had it sent again: a wish that comes to nothing leaves what was.
alter table notification add column sent_before timestamptz;
