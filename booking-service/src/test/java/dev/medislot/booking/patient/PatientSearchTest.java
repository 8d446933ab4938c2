package dev.medislot.booking.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.UsState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BookingTest
class PatientSearchTest {

    @Autowired
    private StoredClinic clinic;

    @Autowired
    private JdbcClient jdbc;

    private String zoe = "";

    @BeforeEach
    void threePatients() {
        jdbc.sql("delete from patient where email like '%@search.example'").update();
        zoe = patient("Zoë", "Núñez-Ortega", "zoe.n@search.example", "+17875559731;ext=86");
        patient("Søren", "Weiß", "s.w@search.example", null);
        patient("Robert", "O’Brien", "bob@search.example", "(212) 555-9790");
    }

    private String patient(String firstName, String lastName, String email, @Nullable String phone) {
        var id = clinic.patient(UsState.NY).id();
        jdbc.sql("""
                update patient set first_name = :first, last_name = :last, email = :email, phone = :phone
                where id = :id
                """)
                .param("first", firstName)
                .param("last", lastName)
                .param("email", email)
                .param("phone", phone)
                .param("id", id)
                .update();
        return id.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = { "zoe nunez", "NUÑEZ Zoë", "ortega", "  nuñez   zo ", "orteg oë", "zoe.n@search.example",
            "ZOE.N@search", "787 555 9731", "(787) 555-9731", "+1 787-555-9731", "1 787 555 9731", "7875559731",
            "559731", "9731", "787-555-9731 ext. 86", "+17875559731;ext=86", "787.555.9731 x86", "zoe 9731",
            "555-9731 nunez", "zoe\u00a0nunez\u200b" })
    void aCallerIsFoundByWhatTheySay(String q) {
        assertThat(found(q)).containsExactly(zoe);
    }

    @ParameterizedTest
    @ValueSource(strings = { "zoe weiss", "zoe 9790", "787 555 9732", "z%e nunez", "zoe_n", "nunes" })
    void otherCallersAreNotFound(String q) {
        assertThat(found(q)).isEmpty();
    }

    @Test
    void lettersWithoutAccentsFindTheOthers() {
        assertThat(names("soren weiss")).containsExactly("Weiß");
        assertThat(names("o'brien")).containsExactly("O’Brien");
        assertThat(names("+1 (212) 555-9790")).as("a number from before E.164").containsExactly("O’Brien");
        assertThat(names("@search.example")).containsExactly("Núñez-Ortega", "O’Brien", "Weiß");
    }

    @Test
    void pagesOfASearchMissNobody() {
        var all = new ArrayList<String>();
        var cursor = "";
        do {
            var page = clinic.staff().get("/patients?limit=1&q=%40search.example" + cursor).body();
            page.path("items").forEach(item -> all.add(item.path("lastName").asString()));
            cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());

        assertThat(all).containsExactly("Núñez-Ortega", "O’Brien", "Weiß");
    }

    @Test
    void onlyStaffSearches() {
        assertThat(clinic.patient(UsState.CA).get("/patients?q=zoe").problem()).isEqualTo("forbidden");
        assertThat(clinic.nobody().get("/patients?q=zoe").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void emailIsWholeAndGoesWithASearch() {
        assertThat(clinic.staff().get("/patients?email=zoe.n%40search.example&q=zoe").body().path("items").size())
                .isEqualTo(1);
        assertThat(clinic.staff().get("/patients?email=zoe.n%40search.example&q=bob").body().path("items").size())
                .isZero();
        assertThat(clinic.staff().get("/patients?email=zoe.n%40search").body().path("items").size()).isZero();
        assertThat(clinic.staff().get("/patients?q=%20&limit=2").body().path("items").size()).isEqualTo(2);
        assertThat(clinic.staff().get("/patients?q=" + "a".repeat(201)).problem()).isEqualTo("validation");
    }

    private List<String> names(String q) {
        return values(q, "lastName");
    }

    private List<String> found(String q) {
        return values(q, "id");
    }

    private List<String> values(String q, String field) {
        return clinic.staff()
                .get("/patients?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("email").asString().endsWith("@search.example"))
                .map(item -> item.path(field).asString())
                .toList();
    }
}
