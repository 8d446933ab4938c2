package dev.medislot.booking.patient;

import dev.medislot.booking.BookingRules;
import dev.medislot.common.PatientId;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Registers a dependent: a patient without a login, with a guardian. */
@Component
class AddDependent {

    private static final Logger LOG = LoggerFactory.getLogger(AddDependent.class);
    private static final TypeReference<Outcome> OUTCOME = new TypeReference<>() {
    };

    sealed interface Outcome {

        record Added(Patient patient) implements Outcome {}

        record GuardianUnknown() implements Outcome {}

        /** A dependent cannot have dependents. */
        record GuardianIsDependent() implements Outcome {}

        record TooMany(int max) implements Outcome {}
    }

    private final IdempotencyKeys keys;
    private final Patients patients;
    private final Outbox outbox;
    private final BookingRules rules;
    private final Clock clock;

    AddDependent(IdempotencyKeys keys, Patients patients, Outbox outbox, BookingRules rules, Clock clock) {
        this.keys = keys;
        this.patients = patients;
        this.outbox = outbox;
        this.rules = rules;
        this.clock = clock;
    }

    /** Adds at most once for the key of the request. */
    Once<Outcome> add(PatientId guardian, DependentRequest request, KeyedRequest keyed) {
        return keys.once(keyed, OUTCOME, () -> add(guardian, request));
    }

    /** Locks the guardian, so that the limit holds for requests at the same time. */
    private Outcome add(PatientId guardianId, DependentRequest request) {
        var guardian = patients.lockById(guardianId).orElse(null);
        if (guardian == null) {
            return new Outcome.GuardianUnknown();
        }
        if (guardian.guardianId() != null) {
            return new Outcome.GuardianIsDependent();
        }
        if (patients.findDependents(guardianId).size() >= rules.maxDependents()) {
            return new Outcome.TooMany(rules.maxDependents());
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var dependent = patients.save(Patient.dependent(request.profile(guardian).normalized(), guardianId, at));
        outbox.publish(RegisterPatient.contact(dependent));
        LOG.info("Patient {} registered as a dependent of patient {}", dependent.id(), guardianId);
        return new Outcome.Added(dependent);
    }
}
