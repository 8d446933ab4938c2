-- When staff last had a mail sent again: from then on it is tried as long as a new one.
alter table notification add column resent_at timestamptz;
