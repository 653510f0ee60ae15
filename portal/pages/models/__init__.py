from .city_page import CityIndexPage, CityLink, CityPage, Population
from .home_page import HomePage
from .knowledge_page import KnowledgePage, PageTag, PageTopic
from .standard_page import StandardPage

__all__ = [
    "CityIndexPage",
    "CityLink",
    "CityPage",
    "HomePage",
    "KnowledgePage",
    "PageTag",
    "PageTopic",
    "Population",
    "StandardPage",
]
