package dev.medislot.webapp.desk.team;

import dev.medislot.client.MergePatch;
import dev.medislot.client.doctor.NewVisitType;
import dev.medislot.client.doctor.VisitType;
import dev.medislot.common.VisitMode;
import dev.medislot.webapp.TypedText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a visit type as they were typed.
 *
 * @param id null for a new one
 * @param version the entity tag of the type as it was shown; null for a new one
 */
record VisitForm(@Nullable UUID id, String name, @Nullable Integer minutes, VisitMode mode,
        @Nullable Integer bufferBefore, @Nullable Integer bufferAfter, @Nullable String description, String key,
        @Nullable String version) {

    private static final int USUAL_MINUTES = 30;

    static VisitForm blank() {
        return new VisitForm(null, "", USUAL_MINUTES, VisitMode.VIDEO, 0, 0, "", UUID.randomUUID().toString(), null);
    }

    static VisitForm of(VisitType type, String version) {
        return new VisitForm(type.id(), type.name(), type.minutes(), type.mode(), type.bufferBefore(),
                type.bufferAfter(), type.description(), "", version);
    }

    VisitForm with(String otherKey, @Nullable String otherVersion) {
        return new VisitForm(id, name, minutes, mode, bufferBefore, bufferAfter, description, otherKey, otherVersion);
    }

    NewVisitType type() {
        return new NewVisitType(name, minutes == null ? 0 : minutes, mode, bufferBefore, bufferAfter,
                TypedText.given(description));
    }

    MergePatch patch() {
        return MergePatch.of("name", name)
                .with("minutes", minutes == null ? 0 : minutes)
                .with("mode", mode.name())
                .with("bufferBefore", bufferBefore == null ? 0 : bufferBefore)
                .with("bufferAfter", bufferAfter == null ? 0 : bufferAfter)
                .set("description", TypedText.given(description));
    }
}
