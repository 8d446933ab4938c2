package dev.medislot.webapp;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Adds the pages of the web app to the process of the gateway. */
@AutoConfiguration(before = MessageSourceAutoConfiguration.class)
@Import({ AccountController.class, BookController.class, AppointmentController.class, Refusals.class })
class WebAppSetup {

    @Bean
    ApiAddress apiAddress(Environment settings) {
        return new ApiAddress(settings);
    }

    @Bean
    Sessions sessions(ApiAddress address) {
        return new Sessions(address);
    }

    @Bean
    MessageSource messageSource() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("webapp/messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @Bean
    FilterRegistrationBean<SameOrigin> sameOrigin() {
        var registration = new FilterRegistrationBean<>(new SameOrigin());
        registration.setUrlPatterns(
                List.of("/login", "/logout", "/register", "/book", "/book/*", "/appointments", "/appointments/*"));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
        return registration;
    }

    @Bean
    WebMvcConfigurer visitors(Sessions sessions) {
        return new WebMvcConfigurer() {

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new VisitorArguments(sessions));
            }
        };
    }
}
