package dev.medislot.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a doctor; a plain UUID on the wire. */
public record DoctorId(@JsonValue UUID value) {

    @JsonCreator
    public DoctorId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
