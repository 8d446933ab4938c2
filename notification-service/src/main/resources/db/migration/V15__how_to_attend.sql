-- How patients attend visits. The link and the place are a doctor's; null of the modes: the default visit, by video.
alter table contact
    add column phone      text,
    add column video_link text,
    add column place      text;

alter table booking add column mode text;
alter table notification add column mode text;
