package dev.medislot.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    record Person(@PersonName @Nullable String name, @DeliverableEmail @Nullable String email) {}

    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " ", "Ada", "Núñez-O'Brien", "O’Neil", "J.R.R.", "St.John", "Ma. Teresa", "van  Dijk",
            "李", "山田\u3000太郎", "Ngọc", "Zoe\u0301", "علی\u200Cرضا", "क्\u200Dष", "Ludwig III", "X Æ A-12", "Smith, Jr.",
            "Ravi s/o Kumar", "ǃXóõ", "𠮷田", "Anne-\u00a0Marie", "Wwwo", "Björk 😀" })
    void namesOfPeopleAreTaken(@Nullable String name) {
        assertThat(VALIDATOR.validate(new Person(name, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u200B", "\u2800", "\u3164", "\u115F\u1160", "\uFFA0", "\u00ad", "12", "-", "😀",
            "\u0301", "Ada\u200B", "A\u2800da", "A\u3164da", "Ada\u202E", "\u2066Ada\u2069", "A\u200Dda", "\u200DAda",
            "علی\u200C", "A\u2060da", "Ada\uD800", "\uDC00Ada", "Ada\uE000", "Ada\uFFFF", "Ada\uDB40\uDC41",
            "http://evil.example", "Your refund waits: http://evil.example/login", "ftp://x", "see WWW.evil.example",
            "evil.example/login", "ada@evil.example", "a\\b" })
    void otherTextsAreNoNames(String text) {
        assertThat(VALIDATOR.validate(new Person(text, null))).singleElement()
                .satisfies(violation -> assertThat(violation.getMessage())
                        .isEqualTo("must be a name, without links and invisible characters"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "no address", "ann@x.example", " ANN+tag@X.example ", "a.b_c-d@sub.x.co.uk",
            "o'brien@x.example", "jürgen.李@bücher.example", "ann@xn--bcher-kva.example", "1@1.example",
            "zoe\u0301@x.example", "an\u00adn@x.example", "ann@例え.テスト" })
    void addressesThatMailsReachAreTaken(@Nullable String email) {
        assertThat(VALIDATOR.validate(new Person(null, email))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a@localhost", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@127.0.0.1", "a@x.1",
            "\"a b\"@x.example", "\"<script>alert(1)</script>\"@x.example", "<a>@x.example", "a@b@x.example",
            "a..b@x.example", ".a@x.example", "a.@x.example", "a@x\u3002example", "a@x\uFF0Eexample",
            "a@x\uFF61example", "a@-x.example", "a@x-.example", "a@x..example", "a@.example", "a@x.example.",
            "a@x_y.example", "a,b@x.example", "a b@x.example", "a\u00a0b@x.example", "a:b@x.example",
            "\uD800@x.example", "\u2800@x.example", "@x.example", "a@",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x.example",
            "a@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example" })
    void addressesThatMailsCannotReachAreRefused(String email) {
        assertThat(VALIDATOR.validate(new Person(null, email))).singleElement()
                .satisfies(violation -> assertThat(violation.getMessage())
                        .isEqualTo("must be an address that mails can reach"));
    }
}
