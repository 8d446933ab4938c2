package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.doctor.DoctorQuery;
import dev.medislot.client.problem.ApiProblem;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/** The specialties to choose from, at most five minutes old. */
public class Specialties {

    private static final Logger LOG = LoggerFactory.getLogger(Specialties.class);
    private static final int MAX_DOCTORS = 1_000;
    private static final int PAGE = 200;

    private final CachedAnswer<List<String>> known;

    Specialties(Api api) {
        this.known = new CachedAnswer<>(() -> specialties(api.openClient()));
    }

    /** The specialties in alphabetical order; empty while the API does not answer. */
    public List<String> all() {
        try {
            return known.get();
        } catch (ApiProblem | RestClientException e) {
            LOG.warn("The specialties are unknown: {}", e.getMessage());
            return List.of();
        }
    }

    private static List<String> specialties(MedislotClient api) {
        var doctors = MedislotClient.all(next -> api.doctors().list(new DoctorQuery(null, null, null, PAGE, next)));
        return doctors.limit(MAX_DOCTORS).map(Doctor::specialty).filter(Objects::nonNull).distinct().sorted().toList();
    }
}
