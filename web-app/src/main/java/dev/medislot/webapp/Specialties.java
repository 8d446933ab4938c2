package dev.medislot.webapp;

import dev.medislot.client.doctor.Doctor;
import java.util.List;
import java.util.Objects;

/** The specialties to choose from, at most five minutes old. */
public class Specialties {

    private final Doctors doctors;

    Specialties(Doctors doctors) {
        this.doctors = doctors;
    }

    /** The specialties in alphabetical order; empty while the API does not answer. */
    public List<String> all() {
        return doctors.all().stream().map(Doctor::specialty).filter(Objects::nonNull).distinct().sorted().toList();
    }
}
