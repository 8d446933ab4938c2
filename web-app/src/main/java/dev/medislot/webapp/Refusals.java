package dev.medislot.webapp;

import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.NotLoggedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** Says refusals in words, on a page. */
@ControllerAdvice(basePackageClasses = Refusals.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Refusals {

    private final Sessions sessions;

    Refusals(Sessions sessions) {
        this.sessions = sessions;
    }

    @ExceptionHandler
    String login(NotLoggedIn refused, HttpServletRequest request, HttpServletResponse response) {
        sessions.forget(request, response);
        var query = request.getQueryString();
        var page = request.getMethod().equals("GET") ? request.getRequestURI() + (query == null ? "" : "?" + query)
                : "/";
        return "redirect:/login?next=" + UriUtils.encode(page, StandardCharsets.UTF_8);
    }

    @ExceptionHandler
    ModelAndView problem(ApiProblem refused) {
        var page = new ModelAndView("webapp/problem");
        page.setStatus(HttpStatus.valueOf(refused.status()));
        page.addObject("detail", refused.detail()).addObject("requestId", refused.requestId().orElse(""));
        return page;
    }

    @ExceptionHandler({ MethodArgumentTypeMismatchException.class, ServletRequestBindingException.class,
            IllegalArgumentException.class })
    ModelAndView unreadable() {
        var page = new ModelAndView("webapp/problem");
        page.setStatus(HttpStatus.NOT_FOUND);
        page.addObject("detail", "").addObject("requestId", "");
        return page;
    }
}
