package dev.medislot.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.medislot.service.security.OpenToAll;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An answer without work: a requested number of bytes, through all the filters of the openings. The benchmark adds this
 * class to the deployed service.
 */
@RestController
class ConstantAnswer {

    private final Map<Integer, byte[]> answers = new ConcurrentHashMap<>();

    @OpenToAll
    @GetMapping("/api/v1/constant/{size}")
    ResponseEntity<byte[]> constant(@PathVariable int size) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(answers.computeIfAbsent(size, ConstantAnswer::ofSize));
    }

    /** A JSON string. */
    private static byte[] ofSize(int size) {
        return ("\"" + "x".repeat(Math.max(0, size - 2)) + "\"").getBytes(US_ASCII);
    }
}
