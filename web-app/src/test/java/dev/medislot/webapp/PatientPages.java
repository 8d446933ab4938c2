package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import dev.medislot.web.json.JsonSetup;
import dev.medislot.web.limit.RequestLimitSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The pages and forms of patients against an API that gives fixed answers; keeps the pages in target/pages. */
@SpringBootTest(classes = PatientPages.App.class, webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class PatientPages {

    static final String COOKIES = FakeApi.cookies(Role.PATIENT, PatientAnswers.PATIENT);
    static final String PROFILE = "firstName=Zo%C3%AB&lastName=R&street=9+Elm+St&city=Reno&state=NV&zip=x"
            + "&timeZone=America/Los_Angeles&language=en";
    static final String OTHER_TYPE = "11111111-2222-4333-8444-555555555555";
    /** The API of all test classes, which share the pages. */
    static final FakeApi API = new FakeApi();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("medislot.web-app.api-url", API::url);
    }

    @BeforeEach
    void answers() {
        API.reset();
        PatientAnswers.give(API);
    }

    /** Answers equal types in each test, because the pages remember them. */
    static void knowVisitTypes() {
        API.answer("GET /visit-types", 200, "{\"items\":[%s,%s]}".formatted(
                type(PatientAnswers.TYPE, "Check-up", 15, "VIDEO"), type(OTHER_TYPE, "Follow-up", 30, "PHONE")));
    }

    /** Answers the same clinic in each test, because the pages remember it. */
    static void knowClinic() {
        API.answer("GET /clinic", 200, """
                {"name":"Lakeside Clinic","phone":"+16085550100","timeZone":"America/New_York","cutOff":"PT2H",
                "minimumNotice":"PT0S","holdDuration":"PT5M","undoPeriod":"PT10M","languages":["en"]}""");
    }

    static String type(String id, String name, int minutes, String mode) {
        return """
                {"id":"%s","name":"%s","minutes":%d,"mode":"%s","bufferBefore":0,"bufferAfter":0,"active":true}"""
                .formatted(id, name, minutes, mode);
    }

    String page(String path, String cookies) throws Exception {
        var answer = send(request(path, cookies).GET());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("??", "<script>", "style=");
        assertThat(path.endsWith(".ics") || answer.body().startsWith("<!doctype html>")).isTrue();
        var file = Path.of("target", "pages", path.substring(1).replaceAll("\\W+", "-") + cookies.length() + ".html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, answer.body());
        return answer.body();
    }

    HttpResponse<String> post(String path, String cookies, String form) throws Exception {
        return send(request(path, cookies).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    HttpRequest.Builder request(String path, String cookies) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Language", "en-US");
        return cookies.isEmpty() ? request : request.header("Cookie", cookies);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** The path to which a form leads. */
    static String after(HttpResponse<String> answer) {
        return URI.create(location(answer)).getPath() + "?" + URI.create(location(answer)).getQuery();
    }

    /** The address of a style sheet or script in a page. */
    static String address(String page, String file) {
        return page.split("/%s\"".formatted(file))[0].replaceAll("(?s).*\"", "") + "/" + file;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = { JsonSetup.class, RequestLimitSetup.class })
    static class App {}
}
