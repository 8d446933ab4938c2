-- A search for visits in person starts from the doctors whose place is in the state.
create index doctor_by_place on doctor (place_state, id) where place_state is not null;
