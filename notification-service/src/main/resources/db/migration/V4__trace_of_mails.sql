-- Where a mail was asked for in a trace (W3C traceparent), so that sending it goes on in that trace.
alter table notification add column trace_parent text;
