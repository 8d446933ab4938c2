package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.patient.Rating;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.NotFound;
import dev.medislot.common.DoctorId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.client.RestClientException;

/**
 * The profile of a doctor on the page of their times.
 *
 * @param comments the latest ratings with a comment
 */
record AboutDoctor(Doctor doctor, List<Rating> comments) {

    private static final int MAX_COMMENTS = 3;
    /** The number of letters that stand above the times. */
    private static final int MAX_OPENING = 240;

    /** Returns empty for a doctor who is no longer offered. */
    static Optional<AboutDoctor> of(MedislotClient api, DoctorId id) {
        var comments = Pending.of(() -> comments(api, id));
        try {
            return Optional.of(new AboutDoctor(api.doctors().get(id), comments.get()));
        } catch (NotFound _) {
            return Optional.empty();
        }
    }

    /** Returns none while the ratings cannot be read, because times can be chosen without them. */
    private static List<Rating> comments(MedislotClient api, DoctorId id) {
        try {
            return api.ratings()
                    .list(id, null, null)
                    .items()
                    .stream()
                    .filter(rating -> rating.comment() != null && !rating.comment().isBlank())
                    .limit(MAX_COMMENTS)
                    .toList();
        } catch (ApiProblem | RestClientException _) {
            return List.of();
        }
    }

    public String name() {
        return doctor.firstName() + " " + doctor.lastName();
    }

    /** The beginning of the doctor's own words, up to the end of a word. */
    public String opening() {
        var words = Objects.requireNonNullElse(doctor.bio(), "").strip();
        var end = words.lastIndexOf(' ', MAX_OPENING);
        return isLong() ? words.substring(0, end > 0 ? end : MAX_OPENING) + "…" : words;
    }

    public boolean isLong() {
        return doctor.bio() != null && doctor.bio().strip().length() > MAX_OPENING;
    }

    public boolean hasWords() {
        return doctor.bio() != null && !doctor.bio().isBlank();
    }
}
