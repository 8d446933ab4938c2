package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.DOCTOR;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A clinic with many visit types, in pages of its own because the pages remember the types. */
@TestPropertySource(properties = "medislot.test=many-visit-types")
class ManyVisitTypesTest extends PatientPages {

    private static final int MANY = 62;

    @BeforeEach
    void knowManyVisitTypes() {
        API.answer("GET /visit-types", 200,
                "{\"items\":[%s]}".formatted(IntStream.range(0, MANY)
                        .mapToObj(number -> type(id(number), "Visit " + number, 20, "VIDEO"))
                        .collect(joining(","))));
    }

    private static String id(int number) {
        return "11111111-2222-4333-8444-5555555555%02d".formatted(number);
    }

    @Test
    void manyVisitTypesAreAList() throws Exception {
        var page = page("/book?state=CA&specialty=Dermatology&day=2030-01-08", COOKIES);

        assertThat(page.split("<form class=\"inline reason\"")[1].split("</form>")[0]).contains(
                "action=\"/book#times\" method=\"get\"", "name=\"state\" value=\"CA\"",
                "name=\"specialty\" value=\"Dermatology\"", "name=\"day\" value=\"2030-01-08\"",
                "<label for=\"visit\">What is the visit for?</label>", "<select id=\"visit\"",
                "<option value=\"%s\">Visit 61</option>".formatted(id(61)), ">Show times</button>");
        assertThat(page).doesNotContain("<p class=\"reason\"", "&amp;visit=");
        assertThat(page("/book?state=CA&visit=" + id(61), COOKIES)).contains("Remove: </span>Visit 61")
                .doesNotContain("<select");
    }

    @Test
    void fewTypesOfADoctorAreARow() throws Exception {
        API.answer("GET /doctors/%s/visit-types".formatted(DOCTOR), 200,
                "{\"items\":[{\"visitTypeId\":\"%s\"},{\"visitTypeId\":\"%s\"}]}".formatted(id(1), id(2)));

        assertThat(page("/book?state=CA&doctor=" + DOCTOR, COOKIES)).contains("<p class=\"reason\"")
                .doesNotContain("<select");
    }
}
