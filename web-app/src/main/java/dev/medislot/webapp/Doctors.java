package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.doctor.DoctorQuery;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The doctors of the clinic, at most five minutes old. */
public class Doctors {

    private static final int MAX_DOCTORS = 1_000;
    private static final int PAGE = 200;
    /** The longest list to choose from. */
    private static final int MAX_CHOICES = 100;

    private final Supplier<List<Doctor>> known;

    Doctors(Api api) {
        this.known = CachedAnswer.ofList("doctors", () -> doctors(api.openClient()));
    }

    /** The first thousand; empty while the API does not answer. */
    List<Doctor> all() {
        return known.get();
    }

    public Optional<Doctor> find(DoctorId id) {
        return all().stream().filter(doctor -> doctor.id().equals(id)).findFirst();
    }

    /** The doctors with a license for that state by last name; empty if they are too many to choose from. */
    List<Doctor> in(UsState state) {
        var licensed = all().stream().filter(doctor -> doctor.licensedStates().contains(state)).toList();
        return licensed.size() > MAX_CHOICES ? List.of()
                : licensed.stream()
                        .sorted(Comparator.comparing(Doctor::lastName).thenComparing(Doctor::firstName))
                        .toList();
    }

    private static List<Doctor> doctors(MedislotClient api) {
        return MedislotClient.all(next -> api.doctors().list(new DoctorQuery(null, null, null, PAGE, next)))
                .limit(MAX_DOCTORS)
                .toList();
    }
}
