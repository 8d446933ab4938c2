package dev.medislot.webapp.doctor;

import dev.medislot.client.MergePatch;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.common.UsState;
import dev.medislot.webapp.TypedText;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a practice as they were typed. */
record PracticeForm(@Nullable String slotMinutes, @Nullable String startEvery, @Nullable ZoneId timeZone,
        @Nullable String videoLink, @Nullable String name, @Nullable String street, @Nullable String city,
        @Nullable UsState state, @Nullable String zip, @Nullable String phone) {

    static PracticeForm of(Doctor doctor) {
        var place = doctor.place();
        var every = doctor.startEvery() == null ? "" : doctor.startEvery().toString();
        var minutes = Integer.toString(doctor.slotMinutes());
        return place == null
                ? new PracticeForm(minutes, every, doctor.timeZone(), doctor.videoLink(), "", "", "", null, "", "")
                : new PracticeForm(minutes, every, doctor.timeZone(), doctor.videoLink(), place.name(), place.street(),
                        place.city(), place.state(), place.zip(), place.phone());
    }

    MergePatch patch() {
        var patch = new MergePatch(Map.of()).set("startEvery", number(startEvery))
                .set("videoLink", TypedText.given(videoLink))
                .set("place", place());
        if (number(slotMinutes) != null) {
            patch = patch.set("slotMinutes", number(slotMinutes));
        }
        return timeZone == null ? patch : patch.with("timeZone", timeZone.getId());
    }

    /** Returns null if no field of it is filled in. */
    private @Nullable Map<String, @Nullable Object> place() {
        var place = new LinkedHashMap<String, @Nullable Object>();
        place.put("name", TypedText.given(name));
        place.put("street", TypedText.given(street));
        place.put("city", TypedText.given(city));
        place.put("state", state == null ? null : state.name());
        place.put("zip", TypedText.given(zip));
        place.put("phone", TypedText.given(phone));
        return place.values().stream().allMatch(Objects::isNull) ? null : place;
    }

    /** Text that is not a number stays as it is; the API refuses it. */
    private static @Nullable Object number(@Nullable String typed) {
        var text = TypedText.given(typed);
        return text != null && text.matches("\\d{1,4}") ? (Object) Integer.valueOf(text) : text;
    }
}
