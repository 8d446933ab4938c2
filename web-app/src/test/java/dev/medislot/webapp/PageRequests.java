package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A browser without scripts at the pages of a test; keeps the pages in target/pages.
 *
 * @param cookies empty without a login
 */
public record PageRequests(int port, String cookies, String language) {

    public String page(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return kept(path, send(request(path).GET()));
    }

    public HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return kept(path,
                send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString(form))));
    }

    public static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Language", language);
        return cookies.isEmpty() ? request : request.header("Cookie", cookies);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** A page has words for all of its keys and keeps to the content security policy. */
    private HttpResponse<String> kept(String path, HttpResponse<String> answer) throws IOException {
        if (answer.body().startsWith("<!doctype html>")) {
            assertThat(answer.body()).doesNotContain("??", "<script>", "style=");
            var file = Path.of("target", "pages", path.substring(1).replaceAll("\\W+", "-") + "-" + language + ".html");
            Files.createDirectories(file.getParent());
            Files.writeString(file, answer.body());
        }
        return answer;
    }
}
