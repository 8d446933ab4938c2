package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.ENTRY;
import static dev.medislot.webapp.PatientAnswers.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The rules for all pages: other sites, caches, files and the language. */
class PageSafetyTest extends PatientPages {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void browsersKeepTheFilesOfARelease() throws Exception {
        var page = page("/book?state=CA", COOKIES);
        for (var file : List.of("app.css", "htmx.min.js")) {
            var kept = send(request(address(page, file), "").GET());
            assertThat(kept.statusCode()).isEqualTo(200);
            assertThat(kept.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(control -> assertThat(control).contains("max-age=31536000", "immutable"));
        }
        assertThat(address(page, "app.css")).matches("/app/[0-9a-f]{12}/app\\.css");
        assertThat(send(request("/app/000000000000/app.css", "").GET()).statusCode()).isEqualTo(404);
    }

    @Test
    void aChosenLanguageStays() throws Exception {
        var chosen = post("/language", "", "to=es&next=/login");
        assertThat(location(chosen)).endsWith("/login");
        assertThat(chosen.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.contains("medislot-language=es"));
        assertThat(page("/login", "medislot-language=es")).contains("Iniciar sesión");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        for (var header : new String[][] { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Site", "same-site" },
                { "Origin", "https://evil.example" } }) {
            var form = request("/appointments/" + BOOKING + "/cancel", COOKIES).header(header[0], header[1]);
            assertThat(send(form.POST(HttpRequest.BodyPublishers.noBody())).statusCode()).isEqualTo(403);
        }
        assertThat(post("/appointments/" + BOOKING + "/cancel", COOKIES, "").statusCode()).isEqualTo(302);
        for (var path : paths(RequestMethod.POST)) {
            var form = request(path, COOKIES).header("Sec-Fetch-Site", "cross-site");
            assertThat(send(form.POST(HttpRequest.BodyPublishers.noBody())).statusCode()).as(path).isEqualTo(403);
        }
    }

    private List<String> paths(RequestMethod method) {
        var paths = mapping.getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue()
                        .getBeanType()
                        .getPackageName()
                        .startsWith(PageSafetyTest.class.getPackageName()))
                .map(Map.Entry::getKey)
                .filter(info -> info.getMethodsCondition().getMethods().contains(method))
                .flatMap(info -> info.getPatternValues().stream())
                .map(path -> path.replaceAll("\\{\\w+}", BOOKING))
                .toList();
        assertThat(paths).anyMatch(path -> path.startsWith("/waitlist"));
        return paths;
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/book?state=CA", "/appointments", "/appointments/" + BOOKING, "/waitlist",
            "/waitlist/" + ENTRY, "/account" })
    void aPersonalPageIsNotStored(String path) throws Exception {
        API.answer("GET /waitlist", 200, "{\"items\":[" + entry() + "]}");
        API.answer("GET /waitlist/" + ENTRY, 200, entry());

        var page = send(request(path, COOKIES).GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
