package dev.medislot.service.security;

import com.nimbusds.jose.jwk.RSAKey;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that verify the tokens of this service, as a JSON Web Key Set (RFC 7517). */
@RestController
@Hidden
class KeySetController {

    record KeySet(List<PublicKey> keys) {}

    record PublicKey(String kty, String use, String alg, String kid, String n, String e) {

        static PublicKey of(RSAKey key) {
            return new PublicKey("RSA", "sig", "RS256", key.getKeyID(), key.getModulus().toString(),
                    key.getPublicExponent().toString());
        }
    }

    private final List<TokenSigner> signers;

    KeySetController(List<TokenSigner> signers) {
        this.signers = signers;
    }

    @OpenToAll
    @GetMapping("/.well-known/jwks.json")
    KeySet keys() {
        return new KeySet(
                signers.stream().flatMap(signer -> signer.publicKeys().all().stream()).map(PublicKey::of).toList());
    }
}
