package dev.medislot.gateway.docs;

import static java.util.stream.Collectors.joining;

import dev.medislot.common.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.HtmlUtils;

/** Lists every type of problem, with an anchor that the problem documents link to. */
@Controller
class ProblemsPage {

    private static final String TEXTS = "docs/problems.properties";
    private static final String TEMPLATE = "docs/problems.html";

    private final String page;

    ProblemsPage() throws IOException {
        var texts = PropertiesLoaderUtils.loadProperties(new ClassPathResource(TEXTS));
        var sections = Arrays.stream(ProblemType.values()).map(type -> section(type, texts)).collect(joining());
        page = new ClassPathResource(TEMPLATE).getContentAsString(StandardCharsets.UTF_8)
                .replace("<!-- problems -->\n", sections);
    }

    @ResponseBody
    @GetMapping(path = "/docs/problems", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page() {
        return page;
    }

    private static String section(ProblemType type, Properties texts) {
        return """
                    <section class="problem" id="%1$s">
                      <h2><a href="#%1$s">%1$s</a> <span class="status">%2$d</span></h2>
                      <p><strong>%3$s.</strong> %4$s</p>
                      <p>%5$s</p>
                    </section>
                """.formatted(type.slug(), type.status(), HtmlUtils.htmlEscape(type.title()), text(texts, type, "when"),
                text(texts, type, "then"));
    }

    private static String text(Properties texts, ProblemType type, String part) {
        return HtmlUtils.htmlEscape(texts.getProperty(type.slug() + "." + part, ""));
    }
}
