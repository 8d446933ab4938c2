package dev.medislot.service.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** The public keys of an issuer by their id; a token must name the key that signed it. */
final class VerificationKeys implements JWSKeySelector<SecurityContext> {

    /** A key in both forms, because the conversion is slow. */
    record Entry(RSAKey key, Key forVerification) {}

    private final PemFile<Map<String, Entry>> file;

    VerificationKeys(Resource file, Clock clock) {
        this.file = new PemFile<>(file, VerificationKeys::byId, clock);
    }

    private static Map<String, Entry> byId(List<byte[]> publicKeys, List<byte[]> privateKeys)
            throws GeneralSecurityException, JOSEException {
        var byId = new LinkedHashMap<String, Entry>();
        for (var key : PemKeys.publicKeys(publicKeys, privateKeys)) {
            byId.put(key.getKeyID(), new Entry(key, key.toRSAPublicKey()));
        }
        return byId;
    }

    List<RSAKey> all() {
        return file.content().values().stream().map(Entry::key).toList();
    }

    boolean has(String id) {
        return find(id).isPresent();
    }

    @Override
    public List<? extends Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context) {
        return JWSAlgorithm.RS256.equals(header.getAlgorithm())
                ? find(header.getKeyID()).map(Entry::forVerification).stream().toList()
                : List.of();
    }

    private Optional<Entry> find(@Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(file.content().get(id)).or(() -> Optional.ofNullable(file.changedContent().get(id)));
    }
}
