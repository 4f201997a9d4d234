"""The module that Chainlit loads: hands it our handlers. `leadloop serve` prepares the page's folder before."""

from ui.page.handlers import register

register()
