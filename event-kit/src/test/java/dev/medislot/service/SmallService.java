package dev.medislot.service;

import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
public class SmallService {

    @RestController
    static class Endpoints {

        @GetMapping("/open/who")
        Map<String, String> who() {
            return Map.of("who", "nobody");
        }
    }
}
