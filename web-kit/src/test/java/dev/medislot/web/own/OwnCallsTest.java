package dev.medislot.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnCallsTest {

    private final OwnCalls calls = new OwnCalls(() -> 4711);

    @Test
    void onlyTheSecretOfThisProcessIsBelieved() {
        assertThat(calls.isSecret(calls.secret())).isTrue();
        assertThat(calls.isSecret(new OwnCalls(() -> 4711).secret())).isFalse();
        assertThat(calls.isSecret(calls.secret() + " ")).isFalse();
        assertThat(calls.isSecret("")).isFalse();
        assertThat(calls.isSecret(null)).isFalse();
    }

    @Test
    void theAddressIsOfThisMachine() {
        assertThat(calls.address()).hasToString("http://127.0.0.1:4711");
    }
}
