package dev.medislot.booking.access;

import dev.medislot.service.security.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a use case store the entry of its request in the access trail together with its change. */
public final class CurrentAccess {

    /** The request that this thread answers. */
    private static final ThreadLocal<CurrentAccess> CURRENT = new ThreadLocal<>();

    private final @Nullable String operation;
    private @Nullable PatientData recorded;

    private CurrentAccess(@Nullable String operation) {
        this.operation = operation;
    }

    /** @param operation the id of the API's operation, if the request is one */
    static void begin(@Nullable String operation) {
        CURRENT.set(new CurrentAccess(operation));
    }

    static void end() {
        CURRENT.remove();
    }

    /**
     * The part of a statement that adds the current request as a change of each booking of a table. It takes the
     * {@link #parameters}, and adds nothing outside of a request with a token.
     */
    public static String insertFrom(String table) {
        return """
                insert into access (at, period, patient_id, booking_id, actor_id, actor_role, operation, change)
                select created_at, created_at, patient_id, id, :accessActor::uuid, :accessRole::text,
                       :accessOperation::text, true
                from %s where :accessOperation::text is not null
                on conflict do nothing""".formatted(table);
    }

    public static Map<String, @Nullable Object> parameters() {
        var caller = Caller.current().orElse(null);
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("accessActor", caller == null ? null : caller.id());
        parameters.put("accessRole", caller == null ? null : caller.role());
        parameters.put("accessOperation", caller == null ? null : current().map(it -> it.operation).orElse(null));
        return parameters;
    }

    /** The use case has stored the entry, so the answer needs no other. */
    public static void recorded(PatientData data) {
        current().ifPresent(it -> it.recorded = data);
    }

    static boolean isRecorded(PatientData data) {
        return current().filter(it -> data.equals(it.recorded)).isPresent();
    }

    private static Optional<CurrentAccess> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}
