package dev.medislot.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TrimmedTest {

    record Login(@Trimmed @Nullable String email, @Nullable String password) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(strings = { " ", "\t", "\n", "\u00a0", "\u202f", "\u3000", "\u200b", "\u200d", "\u2060", "\ufeff",
            "\u00ad", "\u200e", " \u00a0\u200b\t" })
    void blanksAtBothEndsAreNotRead(String blank) {
        var login = read(new Login(blank + "Zoë van  Dijk" + blank, blank + "secret" + blank));

        assertThat(login.email()).isEqualTo("Zoë van  Dijk");
        assertThat(login.password()).isEqualTo(blank + "secret" + blank);
        assertThat(read(new Login(blank, null))).isEqualTo(new Login("", null));
    }

    @Test
    void aMissingTextStaysMissing() {
        assertThat(read(new Login(null, "x")).email()).isNull();
        assertThat(JSON.readValue("{}", Login.class).email()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "ann@x.example", " ANN@x.example\u00a0", "\u200bAnn@X.example\ufeff",
            "ann@\u200bx.example", "a\u00adnn@x.example\n" })
    void spellingsOfOneAddressAreEqual(String spelling) {
        assertThat(EmailAddress.normalized(spelling)).isEqualTo("ann@x.example");
    }

    @Test
    void lettersOfAnAddressStay() {
        assertThat(EmailAddress.normalized("Jürgen.李@bücher.example")).isEqualTo("jürgen.李@bücher.example");
        assertThat(EmailAddress.normalized("a b@x.example")).isEqualTo("a b@x.example");
    }

    @ParameterizedTest
    @ValueSource(strings = { "zoe\u0301@x.example", "ZOE\u0301@x.example", "ZO\u00c9@x.example", "zo\u00e9@x.example" })
    void composedAndDecomposedLettersAreOneAddress(String spelling) {
        assertThat(EmailAddress.normalized(spelling)).isEqualTo("zo\u00e9@x.example");
    }

    private static Login read(Login login) {
        return JSON.readValue(JSON.writeValueAsString(login), Login.class);
    }
}
