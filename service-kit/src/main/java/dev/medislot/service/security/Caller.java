package dev.medislot.service.security;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Actor;
import dev.medislot.web.problem.Refused;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The person who makes the request, as their token says. A controller parameter of this type requires a token; an
 * {@code Optional} of it does not.
 *
 * @param state the patient's home state; missing for doctors and staff
 */
public record Caller(UUID id, Role role, @Nullable UsState state) {

    static final String ROLE = "role";
    static final String STATE = "state";
    static final String SESSION = "sid";
    static final String AUTHORITY = "ROLE_";

    /** The caller of the current request; empty without a token. */
    public static Optional<Caller> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? Optional.of(of(token))
                : Optional.empty();
    }

    private static Caller of(JwtAuthenticationToken token) {
        var jwt = token.getToken();
        var state = jwt.getClaimAsString(STATE);
        return new Caller(UUID.fromString(jwt.getSubject()), role(token),
                state == null ? null : UsState.ofCode(state).orElse(null));
    }

    /** The role that the rules of the token's issuer give it. */
    private static Role role(JwtAuthenticationToken token) {
        return token.getAuthorities()
                .stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(AUTHORITY))
                .map(authority -> Role.valueOf(authority.substring(AUTHORITY.length())))
                .findFirst()
                .orElseThrow();
    }

    public boolean isStaff() {
        return role == Role.STAFF;
    }

    public boolean is(DoctorId doctor) {
        return role == Role.DOCTOR && id.equals(doctor.value());
    }

    public boolean is(PatientId patient) {
        return role == Role.PATIENT && id.equals(patient.value());
    }

    /** Refuses all callers but staff. */
    public void requireStaff() {
        if (!isStaff()) {
            throw Refused.forbidden();
        }
    }

    public Actor actor() {
        return new Actor(id, role);
    }
}
