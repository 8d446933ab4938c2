package dev.medislot.web.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** Names every request, and answers every refusal and failure with a problem document, also refusals by Tomcat. */
@AutoConfiguration
@Import({ ProblemAdvice.class, IdentifiedProblems.class, UnreadableRequests.class })
class ProblemSetup {

    /**
     * The filter comes after the observation begins, which is first and has the trace id, and before every filter that
     * can refuse.
     */
    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        var registration = new FilterRegistrationBean<>(new RequestIds());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
