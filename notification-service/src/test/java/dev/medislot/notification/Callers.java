package dev.medislot.notification;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.service.security.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service over HTTP as somebody. */
public class Api {

    /** A status and a body. */
    public record Answer(int status, String contentType, String body) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final TokenSigner availability;
    private final TokenSigner booking;
    private final Environment environment;

    Api(@Qualifier("availabilityTokenSigner") TokenSigner availability,
            @Qualifier("bookingTokenSigner") TokenSigner booking, Environment environment) {
        this.availability = availability;
        this.booking = booking;
        this.environment = environment;
    }

    public String staff() {
        return availability.login(UUID.randomUUID(), Role.STAFF, null).accessToken();
    }

    public String tokenOf(ContactChanged person) {
        var signer = person.role() == Role.PATIENT ? booking : availability;
        return signer.login(person.personId(), person.role(), null).accessToken();
    }

    public Answer get(String path, String token) {
        return call("GET", path, token);
    }

    public Answer call(String method, String path, String token) {
        var uri = URI.create("http://127.0.0.1:%s%s".formatted(environment.getProperty("local.server.port"), path));
        var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), contentType(answer), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String contentType(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-type").orElse("");
    }
}
