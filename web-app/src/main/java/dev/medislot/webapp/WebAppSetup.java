package dev.medislot.webapp;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.web.own.OwnCalls;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.WebContentInterceptor;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Adds the pages of the web app to the process of the gateway. */
@AutoConfiguration(before = { MessageSourceAutoConfiguration.class, WebMvcAutoConfiguration.class })
@Import({ SearchController.class, BookController.class, AppointmentController.class, WaitlistController.class,
        Doctors.class, Specialties.class, VisitTypes.class })
class WebAppSetup {

    private static final String[] PAGES = { "/", "/login", "/logout", "/register", "/language", "/book", "/book/**",
            "/appointments", "/appointments/**", "/waitlist", "/waitlist/**", "/account", "/account/**", "/team/*",
            "/doctor", "/doctor/**", "/desk", "/desk/**" };
    private static final List<String> FORMS = List.of("/login", "/logout", "/register", "/language", "/book/*",
            "/appointments/*", "/waitlist/*", "/account/*", "/team/*", "/doctor/*", "/desk/*");

    @Bean
    Api api(Environment settings, ObjectProvider<OwnCalls> ownCalls) {
        return new Api(settings, ownCalls);
    }

    @Bean
    Assets assets() throws IOException {
        return new Assets();
    }

    /** Templates may call no bean in an address, but a variable. */
    @Bean
    static BeanPostProcessor assetsOfPages(ObjectProvider<Assets> assets, ObjectProvider<MessageSource> messages) {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof ThymeleafViewResolver views) {
                    views.addStaticVariable("assets", assets.getObject());
                    views.addStaticVariable("phones", new Phones());
                    views.addStaticVariable("names", new Names(messages.getObject()));
                }
                return bean;
            }
        };
    }

    @Bean
    WarmUp warmUp(ObjectProvider<OwnCalls> ownCalls) {
        return new WarmUp(ownCalls);
    }

    @Bean
    Sessions sessions(Api api) {
        return new Sessions(api);
    }

    @Bean
    MessageSource messageSource() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("webapp/messages", "webapp/doctor", "webapp/desk");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @Bean
    FormErrors formErrors(MessageSource messageSource, HttpServletRequest request) {
        return new FormErrors(messageSource, request);
    }

    @Bean
    LocaleResolver localeResolver() {
        return new Languages();
    }

    @Bean
    ErrorPages errorPages(Sessions sessions, LocaleResolver localeResolver,
            ObjectProvider<ThymeleafViewResolver> views) {
        return new ErrorPages(sessions, localeResolver, views);
    }

    @Bean
    FilterRegistrationBean<SameOrigin> sameOrigin(ErrorPages errors) {
        var registration = new FilterRegistrationBean<>(new SameOrigin(errors));
        registration.setUrlPatterns(FORMS);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
        return registration;
    }

    @Bean
    WebMvcConfigurer webAppPages(Sessions sessions, ErrorPages errors, Assets assets) {
        return new WebMvcConfigurer() {

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new VisitorArguments(sessions));
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst(errors);
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, SlotId.class, SlotId::parse);
                registry.addConverter(String.class, PatientId.class, id -> new PatientId(UUID.fromString(id)));
                registry.addConverter(String.class, DoctorId.class, id -> new DoctorId(UUID.fromString(id)));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                var fresh = new WebContentInterceptor();
                fresh.setCacheControl(CacheControl.noStore());
                registry.addInterceptor(fresh).addPathPatterns(PAGES);
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                var forGood = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
                registry.addResourceHandler(assets.of("/app/htmx/**"))
                        .addResourceLocations(assets.htmx())
                        .setCacheControl(forGood);
                registry.addResourceHandler(assets.of("/app/**"))
                        .addResourceLocations(Assets.FILES)
                        .setCacheControl(forGood);
            }
        };
    }
}
