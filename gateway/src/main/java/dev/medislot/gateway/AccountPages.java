package dev.medislot.gateway;

import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages that links in mails open. They act only when their button is pressed, because mail scanners open links. */
@Configuration
class AccountPages implements WebMvcConfigurer {

    private static final Map<String, String> FILES = Map.of("/account/confirm-email", "confirm-email",
            "/account/reset-password", "reset-password", "/account/forgot-password", "forgot-password");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        FILES.forEach((path, file) -> registry.addViewController(path)
                .setViewName("forward:/account/%s.html".formatted(file)));
    }
}
