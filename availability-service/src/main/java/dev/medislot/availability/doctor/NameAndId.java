package dev.medislot.availability.doctor;

import dev.medislot.web.Cursor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of doctors ends. */
record NameAndId(String lastName, String firstName, UUID id) {

    static @Nullable NameAndId parse(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var parts = Cursor.parse(cursor, 3);
        return new NameAndId(parts.text(0), parts.text(1), parts.uuid(2));
    }

    static Cursor of(DoctorProfile doctor) {
        return Cursor.of(doctor.lastName(), doctor.firstName(), doctor.id());
    }
}
