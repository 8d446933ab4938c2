package dev.medislot.gateway.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The static pages of the documentation, and the files of Swagger UI that one of them uses. */
@Configuration
class Pages implements WebMvcConfigurer {

    private static final Map<String, String> FILES = Map.of("/docs", "index", "/docs/", "index", "/docs/api", "api",
            "/docs/events", "events", "/docs/first-booking", "first-booking");
    private static final String SWAGGER_UI = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        FILES.forEach(
                (path, file) -> registry.addViewController(path).setViewName("forward:/docs/%s.html".formatted(file)));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/swagger-ui/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/swagger-ui/%s/".formatted(version()))
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    private static String version() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource(SWAGGER_UI)).getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
