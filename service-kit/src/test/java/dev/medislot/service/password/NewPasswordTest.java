package dev.medislot.service.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.medislot.web.problem.Refused;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewPasswordTest {

    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();
    private static final PasswordOwner ADA = new PasswordOwner("ada.byron@example.org", "Augusta", "Lovelace");

    record Choice(@Size(min = NewPassword.MIN_LENGTH, max = NewPassword.MAX_LENGTH) @NewPassword String password) {}

    @ParameterizedTest
    @ValueSource(strings = { "password", "Password1", "12345678", "aaaaaaaa", "        ", "medislot", "MediSlot",
            "trustno1", "jennifer", "baseball", "qwertyuiop", "short",
            "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00", "correct horse \ud83d" })
    void guessablePasswordsAreRefused(String password) {
        assertThat(VALIDATOR.validate(new Choice(password))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "tz7-kq4m", "correct horse", "p\u00e4ssw\u00f6rd mit Umlaut" })
    void otherPasswordsAreAccepted(String password) {
        assertThat(VALIDATOR.validate(new Choice(password))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 8, 200 })
    void lengthsUpToTwoHundredAreAccepted(int length) {
        assertThat(VALIDATOR.validate(new Choice("tz7-".repeat(50).substring(0, length)))).isEmpty();
        assertThat(VALIDATOR.validate(new Choice("tz7-".repeat(51).substring(0, length + 1))).isEmpty())
                .isEqualTo(length < 200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ada.byron@example.org", "Ada.Byron", "adabyron", "AUGUSTA", "Augusta Lovelace",
            "lovelace-augusta" })
    void thePersonsOwnWordsAreRefused(String password) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> ADA.requireNotRepeated(password, "password"))
                .satisfies(refused -> assertThat(refused.errors()).extracting(Refused.FieldError::field)
                        .containsExactly("password"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "ada likes horses", "!?!?!?!?", "tz7-kq4m" })
    void otherWordsAreNotTheirOwn(String password) {
        assertThatNoException().isThrownBy(() -> ADA.requireNotRepeated(password, "password"));
        assertThatNoException().isThrownBy(() -> PasswordOwner.of("x").requireNotRepeated(password, "password"));
    }
}
