package dev.medislot.notification.letter;

import org.thymeleaf.TemplateEngine;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The engines that fill in the templates, with the words of {@link Language}. */
final class Templates {

    private Templates() {}

    static TemplateEngine html() {
        return engine(TemplateMode.HTML, ".html");
    }

    static TemplateEngine text() {
        return engine(TemplateMode.TEXT, ".txt");
    }

    private static TemplateEngine engine(TemplateMode mode, String suffix) {
        var templates = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        templates.setTemplateMode(mode);
        templates.setPrefix("templates/");
        templates.setSuffix(suffix);
        templates.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(Language.WORDS);
        return engine;
    }
}
