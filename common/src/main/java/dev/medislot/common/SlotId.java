package dev.medislot.common;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names one slot of one doctor: the same doctor, start and visit type always have the same id.
 * <p>
 * Opaque to clients, URL-safe: 27 characters, or 48 with a visit type. Starts are whole minutes.
 *
 * @param visitType null for the default visit
 */
@JsonClassDescription("the id of a slot")
public record SlotId(DoctorId doctor, Instant start, @Nullable UUID visitType) {

    private static final int BYTES = 20;
    private static final int BYTES_WITH_VISIT_TYPE = 36;
    private static final int CHARACTERS = 27;
    private static final int CHARACTERS_WITH_VISIT_TYPE = 48;

    public SlotId {
        if (start.getEpochSecond() % 60 != 0 || start.getNano() != 0) {
            throw new IllegalArgumentException("A slot starts on a whole minute, not at " + start);
        }
    }

    /** A slot of the default visit. */
    public SlotId(DoctorId doctor, Instant start) {
        this(doctor, start, null);
    }

    /** Reads what {@link #toString()} wrote; throws IllegalArgumentException for anything else. */
    @JsonCreator
    public static SlotId parse(String text) {
        if (text.length() != CHARACTERS && text.length() != CHARACTERS_WITH_VISIT_TYPE) {
            throw new IllegalArgumentException("Not a slot id");
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        var doctor = new DoctorId(new UUID(bytes.getLong(), bytes.getLong()));
        var start = Instant.ofEpochSecond(bytes.getInt() * 60L);
        var id = new SlotId(doctor, start, bytes.hasRemaining() ? new UUID(bytes.getLong(), bytes.getLong()) : null);
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException("Not a slot id");
        }
        return id;
    }

    @JsonValue
    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(visitType == null ? BYTES : BYTES_WITH_VISIT_TYPE)
                .putLong(doctor.value().getMostSignificantBits())
                .putLong(doctor.value().getLeastSignificantBits())
                .putInt(Math.toIntExact(start.getEpochSecond() / 60));
        if (visitType != null) {
            bytes.putLong(visitType.getMostSignificantBits()).putLong(visitType.getLeastSignificantBits());
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
