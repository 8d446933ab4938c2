package dev.medislot.common;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Names one slot of one doctor: the same doctor and start always have the same id.
 * <p>
 * Opaque to clients, 27 URL-safe characters. Starts are whole minutes.
 */
@JsonClassDescription("the id of a slot")
public record SlotId(DoctorId doctor, Instant start) {

    private static final int BYTES = 20;
    private static final int CHARACTERS = 27;

    public SlotId {
        if (start.getEpochSecond() % 60 != 0 || start.getNano() != 0) {
            throw new IllegalArgumentException("A slot starts on a whole minute, not at " + start);
        }
    }

    /** Reads what {@link #toString()} wrote; throws IllegalArgumentException for anything else. */
    @JsonCreator
    public static SlotId parse(String text) {
        if (text.length() != CHARACTERS) {
            throw new IllegalArgumentException("Not a slot id");
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        var doctor = new DoctorId(new UUID(bytes.getLong(), bytes.getLong()));
        var id = new SlotId(doctor, Instant.ofEpochSecond(bytes.getInt() * 60L));
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException("Not a slot id");
        }
        return id;
    }

    @JsonValue
    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(doctor.value().getMostSignificantBits())
                .putLong(doctor.value().getLeastSignificantBits())
                .putInt(Math.toIntExact(start.getEpochSecond() / 60));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
